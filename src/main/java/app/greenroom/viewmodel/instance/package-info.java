/** One instance: its head, its tabs and its health. */
@NullMarked
package app.greenroom.viewmodel.instance;

import org.jspecify.annotations.NullMarked;
