/** What jobs tell, in tables. */
@NullMarked
package app.greenroom.domain.job;

import org.jspecify.annotations.NullMarked;
