/** Files on this computer: profiles, known hosts, secrets, the library of snapshots. */
@NullMarked
package app.greenroom.storage;

import org.jspecify.annotations.NullMarked;
