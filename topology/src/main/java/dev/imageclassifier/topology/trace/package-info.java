/**
 * Spans for each record, where an OpenTelemetry endpoint is configured; {@code docs/tracing.md}
 * describes every name. The only package that knows OpenTelemetry's types.
 */
package dev.imageclassifier.topology.trace;
