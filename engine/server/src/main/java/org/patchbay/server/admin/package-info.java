/** Documents, revisions, executions, secrets and health over HTTP. */
@NullMarked
package org.patchbay.server.admin;

import org.jspecify.annotations.NullMarked;
