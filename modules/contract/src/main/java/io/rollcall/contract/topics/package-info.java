/** The topics: their names, settings and partitioning, declared once. */
package io.rollcall.contract.topics;
