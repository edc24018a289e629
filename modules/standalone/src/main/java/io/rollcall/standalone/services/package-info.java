/** The three services: each as a command of its own, or all of them in one process. */
package io.rollcall.standalone.services;
