/** What tests of several packages share. */
@NullMarked
package app.greenroom.support;

import org.jspecify.annotations.NullMarked;
