/**
 * One typed configuration for every service, read from one YAML file, the environment and the
 * command line. A configuration that loads is whole and within bounds; one that does not load tells
 * every mistake at once, each with where it stands and how to fix it.
 */
package io.rollcall.runtime.config;
