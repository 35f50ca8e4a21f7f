/** What was done to an instance, and the way back behind it. */
@NullMarked
package app.greenroom.viewmodel.history;

import org.jspecify.annotations.NullMarked;
