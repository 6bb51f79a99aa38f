/** Replaces the model while the pipeline runs. */
package dev.imageclassifier.topology.reload;
