package org.patchbay.server.cli.demo;

/**
 * An account at the pretend CRM, one for each call centre.
 *
 * @param tenant short name, travels in a cookie; empty when no cookie is wanted
 */
record Account(String tenant, String username, String password, String apiKey) {}
