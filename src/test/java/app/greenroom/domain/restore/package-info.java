/** What stands against restores. */
@NullMarked
package app.greenroom.domain.restore;

import org.jspecify.annotations.NullMarked;
