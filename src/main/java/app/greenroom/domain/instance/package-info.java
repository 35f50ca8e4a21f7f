/** One pretalx on a server: versions, facts, findings. */
@NullMarked
package app.greenroom.domain.instance;

import org.jspecify.annotations.NullMarked;
