<?php
// Fills a new WordPress with the posts of an export: php fill.php SITE EXPORT.
// The official importer is no package of Debian's: posts are written by wp_insert_post, with the
// numbers they have in the export, so that galleries and featured pictures find their files.
define( 'WP_INSTALLING', true );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
wp_install( 'The Gazette', 'editor', 'editor@gazette.example', true, '', 'a-password-of-no-use' );
wp_installing( false );
switch_theme( 'twentytwentyfour' ); // Its pages are the post alone; those of the next one list others, too.
foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
	wp_delete_post( $post->ID, true );
}
wp_set_current_user( 1 );
kses_remove_filters();
$root = simplexml_load_file( $argv[2], null, LIBXML_NOCDATA );
$namespaces = $root->getDocNamespaces();
$channel = $root->channel;
foreach ( $channel->item as $item ) {
	$wp = $item->children( $namespaces['wp'] );
	$type = (string) $wp->post_type;
	if ( ! in_array( $type, array( 'post', 'page', 'attachment', 'wp_block' ), true ) ) {
		continue;
	}
	$content = $item->children( 'http://purl.org/rss/1.0/modules/content/' );
	$excerpt = $item->children( $namespaces['excerpt'] );
	$id = wp_insert_post( wp_slash( array(
		'import_id'      => (int) $wp->post_id,
		'post_type'      => $type,
		'post_status'    => (string) $wp->status,
		'post_title'     => (string) $item->title,
		'post_content'   => (string) $content->encoded,
		'post_excerpt'   => (string) $excerpt->encoded,
		'post_name'      => (string) $wp->post_name,
		'post_date'      => (string) $wp->post_date,
		'post_date_gmt'  => (string) $wp->post_date_gmt,
		'post_password'  => (string) $wp->post_password,
		'post_parent'    => (int) $wp->post_parent,
		'menu_order'     => (int) $wp->menu_order,
		'post_mime_type' => 'attachment' === $type ? (string) wp_check_filetype( (string) $wp->attachment_url )['type'] : '',
		'guid'           => 'attachment' === $type ? (string) $wp->attachment_url : (string) $item->guid,
		'post_author'    => 1,
	) ), true );
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, $item->title . ': ' . $id->get_error_message() . "\n" );
		continue;
	}
	foreach ( $wp->postmeta as $meta ) {
		update_post_meta( $id, (string) $meta->meta_key, wp_slash( maybe_unserialize( (string) $meta->meta_value ) ) );
	}
	if ( 'attachment' === $type ) {
		update_post_meta( $id, '_wp_attached_file', gmdate( 'Y/m/' ) . $id . '-' . wp_basename( (string) $wp->attachment_url ) );
	}
	$terms = array();
	foreach ( $item->category as $category ) {
		$taxonomy = (string) $category['domain'];
		if ( ! in_array( $taxonomy, array( 'category', 'post_tag', 'post_format' ), true ) ) {
			continue;
		}
		$slug = (string) $category['nicename'];
		$term = get_term_by( 'slug', $slug, $taxonomy );
		$made = $term ? array( 'term_id' => $term->term_id ) : wp_insert_term( (string) $category, $taxonomy, array( 'slug' => $slug ) );
		if ( ! is_wp_error( $made ) ) {
			$terms[ $taxonomy ][] = (int) $made['term_id'];
		}
	}
	foreach ( $terms as $taxonomy => $numbers ) {
		wp_set_object_terms( $id, $numbers, $taxonomy );
	}
	if ( '1' === (string) $wp->is_sticky ) {
		stick_post( $id );
	}
}
