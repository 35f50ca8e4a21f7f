/** Going back behind an upgrade that ended well, as long as the state before it is kept. */
@NullMarked
package app.greenroom.domain.rollback;

import org.jspecify.annotations.NullMarked;
