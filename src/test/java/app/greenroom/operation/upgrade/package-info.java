/** Planning and starting upgrades. */
@NullMarked
package app.greenroom.operation.upgrade;

import org.jspecify.annotations.NullMarked;
