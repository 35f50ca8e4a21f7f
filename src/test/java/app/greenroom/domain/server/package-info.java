/** Tests of what is known about saved servers. */
@NullMarked
package app.greenroom.domain.server;

import org.jspecify.annotations.NullMarked;
