@NullMarked
package app.greenroom.operation.schedule;

import org.jspecify.annotations.NullMarked;
