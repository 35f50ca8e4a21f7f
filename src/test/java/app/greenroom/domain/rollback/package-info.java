/** Tests of going back. */
@NullMarked
package app.greenroom.domain.rollback;

import org.jspecify.annotations.NullMarked;
