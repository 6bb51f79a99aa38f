/** The producer of images, the consumer of outcomes and the check of the cluster. */
package dev.imageclassifier.web.kafka;
