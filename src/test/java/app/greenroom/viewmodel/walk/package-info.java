/** Tests of the walk through a job. */
@NullMarked
package app.greenroom.viewmodel.walk;

import org.jspecify.annotations.NullMarked;
