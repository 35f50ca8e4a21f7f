/** What is done to the disks of this computer, in a form that tests can break: writing, linking, syncing, hashes. */
@NullMarked
package app.greenroom.storage.disk;

import org.jspecify.annotations.NullMarked;
