/** Tables of versions, hops and preflights. */
@NullMarked
package app.greenroom.domain.upgrade;

import org.jspecify.annotations.NullMarked;
