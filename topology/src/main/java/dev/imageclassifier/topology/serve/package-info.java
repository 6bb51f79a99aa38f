/**
 * The command, its settings, the runner, and health: everything above the topology that an operator
 * touches.
 */
package dev.imageclassifier.topology.serve;
