/** What all of the API share: who calls, what may be read from a request, how answers and problems look. */
@NullMarked
package org.patchbay.server.http;

import org.jspecify.annotations.NullMarked;
