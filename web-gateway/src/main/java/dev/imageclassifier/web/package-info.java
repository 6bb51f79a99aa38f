/**
 * One picture over HTTP and a web page, answered through Kafka. A picture comes in through {@code
 * http}, waits at the {@code desk} while {@code kafka} carries it to the pipeline and brings back
 * what became of it; {@code live} shows all that flows by. {@code http} may look at {@code desk}
 * and {@code live}, {@code kafka} and {@code live} at {@code desk}; only this package knows them
 * all.
 */
package dev.imageclassifier.web;
