/** Tests of adding and changing servers. */
@NullMarked
package app.greenroom.viewmodel.server;

import org.jspecify.annotations.NullMarked;
