/** Bringing a snapshot back: choice, plan, walk. */
@NullMarked
package app.greenroom.viewmodel.restore;

import org.jspecify.annotations.NullMarked;
