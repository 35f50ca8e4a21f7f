/** What pretalx stands on: packages of the operating system, and what is missing there; values and rules. */
@NullMarked
package app.greenroom.domain.system;

import org.jspecify.annotations.NullMarked;
