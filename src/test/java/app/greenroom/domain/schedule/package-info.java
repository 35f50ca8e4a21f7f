@NullMarked
package app.greenroom.domain.schedule;

import org.jspecify.annotations.NullMarked;
