/** From the model's answer to the record on the results topic. */
package dev.imageclassifier.topology.out;
