/** Chosen values for tests of properties. */
package org.patchbay.chance;
