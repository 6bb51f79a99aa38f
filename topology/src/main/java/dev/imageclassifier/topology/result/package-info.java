/**
 * The last step of a classified record: converts the predictions to the JSON result, and checks
 * that the results topic accepts it.
 */
package dev.imageclassifier.topology.result;
