/** Liveness, readiness and metrics over HTTP, and the probe that detects unreachable brokers. */
package dev.imageclassifier.topology.health;
