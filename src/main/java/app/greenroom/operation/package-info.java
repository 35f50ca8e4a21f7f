/** What the app does, as one interface for each area; both faces use these and nothing below. */
@NullMarked
package app.greenroom.operation;

import org.jspecify.annotations.NullMarked;
