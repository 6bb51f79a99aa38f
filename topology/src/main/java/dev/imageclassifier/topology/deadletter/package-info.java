/** From a refusal to the dead letter: the record as it came, plus headers that say why. */
package dev.imageclassifier.topology.deadletter;
