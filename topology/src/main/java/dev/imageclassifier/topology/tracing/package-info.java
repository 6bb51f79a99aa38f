/**
 * OpenTelemetry spans for each record, if an endpoint is configured. No other package uses
 * OpenTelemetry. {@code docs/tracing.md} describes spans and attributes.
 */
package dev.imageclassifier.topology.tracing;
