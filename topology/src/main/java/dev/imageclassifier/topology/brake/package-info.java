/**
 * The poison brake: remembers on disk which records were being classified, so that a record on
 * which the process dies again and again is set aside unread instead of stopping its partition for
 * ever.
 */
package dev.imageclassifier.topology.brake;
