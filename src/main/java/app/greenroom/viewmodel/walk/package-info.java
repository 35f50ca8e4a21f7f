/** The walk through a job, whatever it is for: its steps, where it stands, and what can be asked of it. */
@NullMarked
package app.greenroom.viewmodel.walk;

import org.jspecify.annotations.NullMarked;
