/** Tests of what pretalx stands on. */
@NullMarked
package app.greenroom.operation.system;

import org.jspecify.annotations.NullMarked;
