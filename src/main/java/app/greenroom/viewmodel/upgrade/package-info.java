/** Plan and walk of an upgrade. */
@NullMarked
package app.greenroom.viewmodel.upgrade;

import org.jspecify.annotations.NullMarked;
