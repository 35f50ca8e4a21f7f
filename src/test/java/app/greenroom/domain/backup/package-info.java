/** Tests of snapshots and their manifests. */
@NullMarked
package app.greenroom.domain.backup;

import org.jspecify.annotations.NullMarked;
