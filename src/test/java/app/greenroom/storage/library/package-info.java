/** The library of snapshots: one folder for each, written once, checked often. */
@NullMarked
package app.greenroom.storage.library;

import org.jspecify.annotations.NullMarked;
