/** Tests of what pretalx stands on. */
@NullMarked
package app.greenroom.domain.system;

import org.jspecify.annotations.NullMarked;
