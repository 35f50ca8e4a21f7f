/** What pretalx stands on: looking at the packages of the system, updating them, putting right what is missing. */
@NullMarked
package app.greenroom.operation.system;

import org.jspecify.annotations.NullMarked;
