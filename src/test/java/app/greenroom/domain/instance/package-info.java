/** Tests of {@code app.greenroom.domain.instance}. */
@NullMarked
package app.greenroom.domain.instance;

import org.jspecify.annotations.NullMarked;
