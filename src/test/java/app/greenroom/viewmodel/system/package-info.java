/** Tests of what pretalx stands on. */
@NullMarked
package app.greenroom.viewmodel.system;

import org.jspecify.annotations.NullMarked;
