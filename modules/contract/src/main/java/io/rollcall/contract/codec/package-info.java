/** Between bytes and events. Any bytes decode or are told apart as unreadable; nothing here throws for what it reads. */
package io.rollcall.contract.codec;
