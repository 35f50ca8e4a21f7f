/** What pretalx stands on: updates of the system, what is missing, and the plan and walk of a change of it. */
@NullMarked
package app.greenroom.viewmodel.system;

import org.jspecify.annotations.NullMarked;
