/** The stores on SQLite and MySQL. */
@NullMarked
package org.patchbay.server.jdbc;

import org.jspecify.annotations.NullMarked;
