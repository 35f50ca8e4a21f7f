/** Tests of running work. */
@NullMarked
package app.greenroom.viewmodel.activity;

import org.jspecify.annotations.NullMarked;
