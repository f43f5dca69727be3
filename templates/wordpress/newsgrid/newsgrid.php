<?php
/**
 * Plugin Name:       newsgrid
 * Description:       Ads and boxes in posts, where newsgrid serve says that they may stand: never too dense, their room reserved. It is asked when a post is saved, never when one is read.
 * Version:           0.4.0
 * Requires at least: 6.0
 * Requires PHP:      7.4
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       newsgrid
 *
 * A post is saved > its HTML goes to the service > the answer is kept with the post, beside a hash of
 * the content it is of > readers get it from there. Where the service is down, WP-Cron asks again.
 *
 * @package newsgrid
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const NEWSGRID_ANSWER  = '_newsgrid_answer';    // Post meta: what is inserted, by page of the post.
const NEWSGRID_ROUND   = '_newsgrid_round';     // Post meta: the round in which the service was asked.
const NEWSGRID_PROBLEM = '_newsgrid_problem';   // Post meta: why nothing, or nothing new, is inserted.
const NEWSGRID_AGAIN   = 'newsgrid_ask_again';  // The event of WP-Cron.
const NEWSGRID_DOWN    = 'newsgrid_down';       // A transient, while saving does not wait for the service.
const NEWSGRID_TIMEOUT = 3;                     // Seconds that saving a post waits for it at most.
const NEWSGRID_BATCH   = 20;                    // Posts that one event of WP-Cron asks for.
const NEWSGRID_LATE    = 1000;                  // Our place in the_content: after all that makes the HTML.
const NEWSGRID_LOOSE   = '#text';               // The name of a block of text that stands in no element.

// --- When the service is asked -------------------------------------------------------------------

// Not save_post: that comes before the tags are there, of which rules may ask.
add_action( 'wp_after_insert_post', 'newsgrid_saved', 10, 3 );
add_action( NEWSGRID_AGAIN, 'newsgrid_ask_again' );
add_action( 'switch_theme', 'newsgrid_new_round' );
add_action( 'update_option_newsgrid', 'newsgrid_new_round' );
add_action( 'add_option_newsgrid', 'newsgrid_new_round' );

/**
 * The settings: address and key of the service, and the types of posts it is asked for.
 *
 * @return array
 */
function newsgrid_settings() {
	$settings = wp_parse_args(
		(array) get_option( 'newsgrid', array() ),
		array(
			'address' => '',
			'key'     => '',
			'types'   => array( 'post' ),
		)
	);
	if ( defined( 'NEWSGRID_KEY' ) ) {
		$settings['key'] = NEWSGRID_KEY;
	}
	return $settings;
}

/**
 * Whether the service is to be asked for a post.
 *
 * @param WP_Post $post A post.
 * @return bool
 */
function newsgrid_is_ours( $post ) {
	$settings = newsgrid_settings();
	return $settings['address'] && 'publish' === $post->post_status && in_array( $post->post_type, $settings['types'], true );
}

/**
 * Asks for a post that was saved. While the service is known to be down, that is left to WP-Cron.
 *
 * @param int     $post_id Its number.
 * @param WP_Post $post    The post.
 * @param bool    $update  Whether it was there before.
 */
function newsgrid_saved( $post_id, $post, $update ) {
	if ( wp_is_post_revision( $post_id ) ) {
		return;
	}
	if ( 'wp_block' === $post->post_type ) {
		if ( $update ) {
			newsgrid_new_round(); // A pattern, which may stand in any number of posts.
		}
	} elseif ( newsgrid_is_ours( $post ) && ( get_transient( NEWSGRID_DOWN ) || ! newsgrid_ask( $post ) ) ) {
		delete_post_meta( $post_id, NEWSGRID_ROUND );
		newsgrid_later( 5 * MINUTE_IN_SECONDS );
	}
}

/**
 * Begins a new round: all posts are asked for anew, the newest first. Until then they keep their answers.
 */
function newsgrid_new_round() {
	update_option( 'newsgrid_round', wp_generate_uuid4(), true );
	newsgrid_later( 0 );
}

/**
 * Has WP-Cron ask in so many seconds, if it is not going to anyway.
 *
 * @param int $delay Seconds.
 */
function newsgrid_later( $delay ) {
	$next = wp_next_scheduled( NEWSGRID_AGAIN );
	if ( $next && $next > time() + $delay ) {
		wp_unschedule_event( $next, NEWSGRID_AGAIN );
		$next = false;
	}
	if ( ! $next ) {
		wp_schedule_single_event( time() + $delay, NEWSGRID_AGAIN );
	}
}

/**
 * Asks for posts that were not asked for in this round, and schedules what is left.
 */
function newsgrid_ask_again() {
	$settings = newsgrid_settings();
	if ( ! $settings['address'] || ! $settings['types'] ) {
		return;
	}
	$round = (string) get_option( 'newsgrid_round' );
	$posts = get_posts(
		array(
			'post_type'      => $settings['types'],
			'post_status'    => 'publish',
			'posts_per_page' => NEWSGRID_BATCH,
			'meta_query'     => array( // phpcs:ignore WordPress.DB.SlowDBQuery -- in WP-Cron alone.
				'relation' => 'OR',
				array(
					'key'     => NEWSGRID_ROUND,
					'compare' => 'NOT EXISTS',
				),
				array(
					'key'     => NEWSGRID_ROUND,
					'value'   => $round,
					'compare' => '!=',
				),
			),
		)
	);
	foreach ( $posts as $post ) {
		if ( ! newsgrid_ask( $post ) ) {
			newsgrid_later( 5 * MINUTE_IN_SECONDS );
			return;
		}
	}
	if ( NEWSGRID_BATCH === count( $posts ) ) {
		newsgrid_later( 0 );
	}
}

// --- How it is asked -----------------------------------------------------------------------------

/**
 * Asks for a post and keeps the answer with it.
 *
 * @param WP_Post $post The post.
 * @return bool False where it could not be asked: the last answer stays, and is used while its content does.
 */
function newsgrid_ask( $post ) {
	$pages    = array();
	$problems = array();
	foreach ( newsgrid_pages( $post ) as $number => $html ) {
		$blocks = newsgrid_blocks( $html );
		$answer = $blocks ? newsgrid_placements( $html, $post, count( $blocks ) ) : array();
		if ( ! is_wp_error( $answer ) ) {
			$pages[ $number ] = array( 'shape' => newsgrid_shape( $blocks ) ) + $answer;
			continue;
		}
		$problems[] = $answer->get_error_message();
		if ( 'down' === $answer->get_error_code() ) {
			set_transient( NEWSGRID_DOWN, 1, MINUTE_IN_SECONDS );
			update_post_meta( $post->ID, NEWSGRID_PROBLEM, wp_slash( $answer->get_error_message() ) );
			return false;
		}
	}
	$answer = array(
		'hash'  => newsgrid_hash( $post ),
		'pages' => $pages,
	);
	update_post_meta( $post->ID, NEWSGRID_ANSWER, wp_slash( $answer ) );
	update_post_meta( $post->ID, NEWSGRID_ROUND, (string) get_option( 'newsgrid_round' ) );
	if ( $problems ) {
		update_post_meta( $post->ID, NEWSGRID_PROBLEM, wp_slash( implode( ' ', $problems ) ) );
	} else {
		delete_post_meta( $post->ID, NEWSGRID_PROBLEM );
	}
	return true;
}

/**
 * What the service answers for one page of a post, checked: 'gaps', elements by how many blocks stand above
 * them, and their 'css'.
 *
 * @param string  $html  The page's HTML.
 * @param WP_Post $post  The post.
 * @param int     $count How many blocks we see in it.
 * @return array|WP_Error An error "down" where it is worth asking again, else "refused".
 */
function newsgrid_placements( $html, $post, $count ) {
	$settings = newsgrid_settings();
	$headers  = array( 'Content-Type' => 'application/json' );
	if ( $settings['key'] ) {
		$headers['Authorization'] = 'Bearer ' . $settings['key'];
	}
	$response = wp_remote_post(
		$settings['address'] . '/v1/placements',
		array(
			'timeout'             => NEWSGRID_TIMEOUT,
			'redirection'         => 0,
			'limit_response_size' => 4 * MB_IN_BYTES,
			'headers'             => $headers,
			'body'                => wp_json_encode(
				array(
					'html'  => $html,
					'about' => newsgrid_about( $post ),
				)
			),
		)
	);
	if ( is_wp_error( $response ) ) {
		return new WP_Error( 'down', $response->get_error_message() );
	}
	$status = wp_remote_retrieve_response_code( $response );
	$told   = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 !== $status ) {
		$problems = is_array( $told ) && is_array( $told['problems'] ?? null ) ? $told['problems'] : array();
		$messages = implode( '; ', array_filter( array_column( $problems, 'message' ), 'is_string' ) );
		$of_post  = in_array( $status, array( 400, 413, 422, 500 ), true ); // Other posts may well be answered.
		/* translators: 1: a status of HTTP, 2: what the service says. */
		$message = sprintf( __( 'The service answers %1$d: %2$s', 'newsgrid' ), $status, $messages );
		return new WP_Error( $of_post ? 'refused' : 'down', $message );
	}
	$gaps = newsgrid_gaps( $told, $count );
	$css  = is_array( $told ) ? ( $told['css'] ?? null ) : null;
	if ( null === $gaps || ! is_string( $css ) || ! newsgrid_is_css( $css ) ) {
		return new WP_Error( 'refused', __( 'The service sees other blocks in the post than WordPress does, or answers what is no answer. Nothing is inserted.', 'newsgrid' ) );
	}
	return compact( 'gaps', 'css' );
}

/**
 * The elements of an answer, by how many blocks stand above them.
 *
 * @param mixed $told  The answer.
 * @param int   $count How many blocks there are.
 * @return array|null Null where it is none, or is of other blocks.
 */
function newsgrid_gaps( $told, $count ) {
	if ( ! is_array( $told ) || ( $told['blocks'] ?? null ) !== $count || ! is_array( $told['gaps'] ?? null ) ) {
		return null;
	}
	$gaps = array();
	foreach ( $told['gaps'] as $gap ) {
		$after = $gap['after'] ?? null;
		if ( ! is_int( $after ) || $after < 0 || $after > $count || ! is_array( $gap['boxes'] ?? null ) ) {
			return null;
		}
		foreach ( $gap['boxes'] as $box ) {
			$html = $box['html'] ?? null;
			if ( ! is_string( $html ) || ! preg_match( '~^<div class="newsgrid-box [\w -]*"(?: data-[a-z]+="[^"<>]*")*></div>$~D', $html ) ) {
				return null;
			}
			$gaps[ $after ][] = $html;
		}
	}
	return $gaps;
}

/**
 * Whether CSS is of our boxes alone, and loads nothing.
 *
 * @param string $css CSS.
 * @return bool
 */
function newsgrid_is_css( $css ) {
	$rule = '\.newsgrid-box[\w.:\[\]-]*\{[\w\s:;,.%#/()-]*\}\s*';
	return preg_match( "~^(?:$rule|@media [\\w\\s:.()-]*\\{(?:$rule)*\\}\\s*)*$~D", $css ) && false === stripos( $css, 'url(' );
}

/**
 * What conditions of the rules may ask of a post.
 *
 * @param WP_Post $post The post.
 * @return array
 */
function newsgrid_about( $post ) {
	$names = static function ( $taxonomy ) use ( $post ) {
		$terms = get_the_terms( $post, $taxonomy );
		return is_array( $terms ) ? array_map( 'wp_specialchars_decode', wp_list_pluck( $terms, 'name' ) ) : array();
	};
	return array(
		'section'  => (string) current( $names( 'category' ) ),
		'tags'     => $names( 'post_tag' ),
		'authors'  => array_filter( array( get_the_author_meta( 'display_name', $post->post_author ) ) ),
		'language' => get_bloginfo( 'language' ),
		'date'     => substr( $post->post_date, 0, 10 ),
	);
}

/**
 * The HTML of each page of a post, as readers get it but for our boxes.
 *
 * @param WP_Post $post The post.
 * @return string[] By the number of the page.
 */
function newsgrid_pages( $post ) {
	global $more, $page, $pages;
	$before          = get_post();
	$GLOBALS['post'] = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- given back below.
	setup_postdata( $post );
	remove_filter( 'the_content', 'newsgrid_insert', NEWSGRID_LATE );
	$more  = 1; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- all of it, not what stands before "more".
	$found = array();
	foreach ( array_keys( $pages ) as $index ) {
		$page = $index + 1; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- as above.
		// A password keeps readers out, not us.
		add_filter( 'post_password_required', '__return_false', NEWSGRID_LATE );
		$content = get_the_content();
		remove_filter( 'post_password_required', '__return_false', NEWSGRID_LATE );
		$found[ $page ] = apply_filters( 'the_content', str_replace( ']]>', ']]&gt;', $content ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's own.
	}
	add_filter( 'the_content', 'newsgrid_insert', NEWSGRID_LATE );
	$GLOBALS['post'] = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- as above.
	if ( $before ) {
		setup_postdata( $before );
	}
	return $found;
}

/**
 * The hash of a post's content, with that of the patterns in it: of what an answer is.
 *
 * @param WP_Post $post The post.
 * @return string
 */
function newsgrid_hash( $post ) {
	preg_match_all( '/<!-- wp:block \{"ref":(\d+)/', $post->post_content, $patterns );
	$contents = array( $post->post_content );
	foreach ( $patterns[1] as $pattern ) {
		$contents[] = get_post_field( 'post_content', (int) $pattern, 'raw' );
	}
	return md5( implode( "\n", $contents ) );
}

// --- What readers get ----------------------------------------------------------------------------

add_filter( 'the_content', 'newsgrid_insert', NEWSGRID_LATE );
add_action( 'wp_enqueue_scripts', 'newsgrid_style' );

/**
 * The answer of the page that is read; null where there is none for what now stands on it.
 *
 * @return array|null
 */
function newsgrid_answer() {
	$post = get_queried_object();
	if ( ! $post instanceof WP_Post || ! newsgrid_is_ours( $post ) || ! is_singular() || is_feed() || is_embed() || post_password_required( $post ) ) {
		return null;
	}
	$answer = get_post_meta( $post->ID, NEWSGRID_ANSWER, true );
	$number = max( 1, (int) get_query_var( 'page' ) );
	$shown  = get_post(); // In a preview of what is not yet published its content is another.
	$hash   = newsgrid_hash( $shown && $shown->ID === $post->ID ? $shown : $post );
	return is_array( $answer ) && $hash === $answer['hash'] ? ( $answer['pages'][ $number ] ?? null ) : null;
}

/**
 * Reserves the room of the boxes, in the head of the page that has them.
 */
function newsgrid_style() {
	$answer = newsgrid_answer();
	if ( ! empty( $answer['css'] ) ) {
		wp_register_style( 'newsgrid', false, array(), null ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters -- inline.
		wp_enqueue_style( 'newsgrid' );
		wp_add_inline_style( 'newsgrid', wp_strip_all_tags( $answer['css'] ) );
	}
}

/**
 * Inserts the boxes in the copy of the post that is read: not in feeds, lists, excerpts or REST.
 *
 * @param string $content The copy as HTML.
 * @return string
 */
function newsgrid_insert( $content ) {
	if ( ! in_the_loop() || ! is_main_query() || get_the_ID() !== get_queried_object_id() || doing_filter( 'get_the_excerpt' ) ) {
		return $content;
	}
	$answer = newsgrid_answer();
	if ( empty( $answer['gaps'] ) ) {
		return $content;
	}
	$blocks = newsgrid_blocks( $content );
	if ( newsgrid_shape( $blocks ) !== $answer['shape'] ) {
		return $content; // Something in it is made anew each time: the answer is of other blocks.
	}
	krsort( $answer['gaps'] ); // From the foot: what is inserted moves nothing that is still to be.
	foreach ( $answer['gaps'] as $after => $boxes ) {
		$html = '';
		foreach ( $boxes as $box ) {
			$box = wp_kses(
				$box,
				array(
					'div' => array(
						'class'  => true,
						'data-*' => true,
					),
				)
			);
			/**
			 * Filters a box that is inserted: a site's ad tag may be put into it. Its size stays reserved.
			 *
			 * @param string $box The element: data-slot names the slot, data-sizes what may be served.
			 */
			$html .= apply_filters( 'newsgrid_box', $box );
		}
		$place   = $after ? $blocks[ $after - 1 ]['end'] : $blocks[0]['start'];
		$content = substr_replace( $content, $html, $place, 0 );
	}
	return $content;
}

// --- Settings ------------------------------------------------------------------------------------

add_action( 'admin_init', 'newsgrid_register' );
add_action( 'admin_menu', 'newsgrid_menu' );
add_action( 'admin_post_' . NEWSGRID_AGAIN, 'newsgrid_ask_all' );
register_deactivation_hook( __FILE__, 'newsgrid_stop' );
register_uninstall_hook( __FILE__, 'newsgrid_uninstall' );

/**
 * Registers the settings.
 */
function newsgrid_register() {
	register_setting(
		'newsgrid',
		'newsgrid',
		array(
			'type'              => 'array',
			'sanitize_callback' => 'newsgrid_sanitize',
		)
	);
}

/**
 * The types of posts that may have boxes.
 *
 * @return WP_Post_Type[] By name.
 */
function newsgrid_types() {
	return array_diff_key( get_post_types( array( 'public' => true ), 'objects' ), array( 'attachment' => 1 ) );
}

/**
 * Settings as they may be.
 *
 * @param mixed $given What was sent.
 * @return array
 */
function newsgrid_sanitize( $given ) {
	$given   = is_array( $given ) ? $given : array();
	$address = trim( (string) ( $given['address'] ?? '' ) );
	$known   = untrailingslashit( esc_url_raw( $address, array( 'http', 'https' ) ) );
	if ( $address && ! $known ) {
		add_settings_error( 'newsgrid', 'address', __( 'The address of the service begins with http:// or https://.', 'newsgrid' ) );
	}
	return array(
		'address' => $known,
		'key'     => preg_replace( '/[^\x21-\x7e]/', '', (string) ( $given['key'] ?? '' ) ),
		'types'   => array_values( array_intersect( array_keys( newsgrid_types() ), (array) ( $given['types'] ?? array() ) ) ),
	);
}

/**
 * Adds the page of settings.
 */
function newsgrid_menu() {
	add_options_page( 'newsgrid', 'newsgrid', 'manage_options', 'newsgrid', 'newsgrid_page' );
}

/**
 * The page of settings, and what the service could not be asked, or refused.
 */
function newsgrid_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$settings = newsgrid_settings();
	$odd      = get_posts(
		array(
			'post_type'      => 'any',
			'posts_per_page' => NEWSGRID_BATCH,
			'meta_key'       => NEWSGRID_PROBLEM, // phpcs:ignore WordPress.DB.SlowDBQuery -- on this page alone.
		)
	);
	?>
	<div class="wrap">
		<h1>newsgrid</h1>
		<form action="options.php" method="post">
			<?php settings_fields( 'newsgrid' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="newsgrid-address"><?php esc_html_e( 'Address of the service', 'newsgrid' ); ?></label></th>
					<td><input id="newsgrid-address" name="newsgrid[address]" type="url" class="regular-text" value="<?php echo esc_attr( $settings['address'] ); ?>" placeholder="http://127.0.0.1:4741"></td>
				</tr>
				<tr>
					<th scope="row"><label for="newsgrid-key"><?php esc_html_e( 'Key', 'newsgrid' ); ?></label></th>
					<td>
						<?php if ( defined( 'NEWSGRID_KEY' ) ) : ?>
							<?php esc_html_e( 'It is in wp-config.php.', 'newsgrid' ); ?>
						<?php else : ?>
							<input id="newsgrid-key" name="newsgrid[key]" type="password" autocomplete="off" class="regular-text" value="<?php echo esc_attr( $settings['key'] ); ?>">
						<?php endif; ?>
					</td>
				</tr>
				<tr>
					<th scope="row"><?php esc_html_e( 'Boxes stand in', 'newsgrid' ); ?></th>
					<td>
						<fieldset>
							<?php foreach ( newsgrid_types() as $type ) : ?>
								<label><input name="newsgrid[types][]" type="checkbox" value="<?php echo esc_attr( $type->name ); ?>" <?php checked( in_array( $type->name, $settings['types'], true ) ); ?>> <?php echo esc_html( $type->labels->name ); ?></label><br>
							<?php endforeach; ?>
						</fieldset>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
			<input type="hidden" name="action" value="<?php echo esc_attr( NEWSGRID_AGAIN ); ?>">
			<?php wp_nonce_field( NEWSGRID_AGAIN ); ?>
			<p><?php esc_html_e( 'Have the rules of the service changed, or the metrics of your theme? Posts keep their boxes until the service is asked anew.', 'newsgrid' ); ?></p>
			<?php submit_button( __( 'Ask for all posts', 'newsgrid' ), 'secondary' ); ?>
		</form>
		<?php if ( $odd ) : ?>
			<h2><?php esc_html_e( 'Posts without boxes, or with those of their last answer', 'newsgrid' ); ?></h2>
			<ul>
				<?php foreach ( $odd as $post ) : ?>
					<li><a href="<?php echo esc_url( (string) get_edit_post_link( $post ) ); ?>"><?php echo esc_html( get_the_title( $post ) ); ?></a>: <?php echo esc_html( get_post_meta( $post->ID, NEWSGRID_PROBLEM, true ) ); ?></li>
				<?php endforeach; ?>
			</ul>
		<?php endif; ?>
	</div>
	<?php
}

/**
 * The button that has all posts asked for anew.
 */
function newsgrid_ask_all() {
	check_admin_referer( NEWSGRID_AGAIN );
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'You may not do that.', 'newsgrid' ), 403 );
	}
	newsgrid_new_round();
	wp_safe_redirect( admin_url( 'options-general.php?page=newsgrid' ) );
	exit;
}

/**
 * Asks no more.
 */
function newsgrid_stop() {
	wp_clear_scheduled_hook( NEWSGRID_AGAIN );
}

/**
 * Takes away all that was kept.
 */
function newsgrid_uninstall() {
	foreach ( array( NEWSGRID_ANSWER, NEWSGRID_ROUND, NEWSGRID_PROBLEM ) as $key ) {
		delete_post_meta_by_key( $key );
	}
	delete_option( 'newsgrid' );
	delete_option( 'newsgrid_round' );
	delete_transient( NEWSGRID_DOWN );
}

// --- The blocks of a post ------------------------------------------------------------------------

/**
 * The blocks of HTML as the service counts them: its outermost elements, and text loose between them, but
 * for what shows nothing. A group that is there to hold them together is none, nor is the one <div> of a post.
 *
 * @param string $html The HTML.
 * @return array[] From top to bottom, each with 'name', 'start' and 'end' in bytes.
 */
function newsgrid_blocks( $html ) {
	$flow   = new Newsgrid_Flow( $html );
	$blocks = $flow->blocks( 0, strlen( $html ) );
	while ( 1 === count( $blocks ) && $blocks[0]['wraps'] ) {
		$blocks = $flow->blocks( ...$blocks[0]['inside'] );
	}
	return $blocks;
}

/**
 * What the blocks are, one after the other: HTML of another shape is not what was asked for.
 *
 * @param array[] $blocks Blocks.
 * @return string
 */
function newsgrid_shape( $blocks ) {
	return md5( implode( ' ', array_column( $blocks, 'name' ) ) );
}

/**
 * Reads HTML tag by tag, as far as blocks are concerned.
 */
final class Newsgrid_Flow {
	const TOKEN  = '~<!--.*?(?:-->|\z)|<(script|style|textarea|title|iframe|xmp|noembed|noframes)\b(?:[^>"\']++|"[^"]*+"|\'[^\']*+\')*+>.*?(?:</\1\s*>|\z)|<(/?)([a-z][a-z0-9:-]*)((?:[^>"\']++|"[^"]*+"|\'[^\']*+\')*+)>~is';
	const INLINE = ' a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr picture source svg math ';
	const SILENT = ' script style template title link meta base noscript param ';
	const SHOWN  = ' img svg canvas iframe embed object video audio form ';
	const PARTS  = ' hr li dt dd td th '; // They show, too, if not in loose text.
	const VOID   = ' area base br col embed hr img input link meta param source track wbr ';
	const ENDS_P = ' address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul ';
	const WRAPS  = ' div section article main center ';

	/** @var string The HTML. */
	private $html;
	/** @var string[] The names of open elements: groups that are opened, then the block and what is open in it. */
	private $open = array();
	/** @var int How many of them are groups. */
	private $groups = 0;
	/** @var int How many elements were open where one began that shows nothing; -1: none did. */
	private $mute = -1;
	/** @var array|null The block that is being read. */
	private $block = null;
	/** @var array[] The blocks that were read. */
	private $found = array();

	/**
	 * Reads this HTML.
	 *
	 * @param string $html The HTML.
	 */
	public function __construct( $html ) {
		$this->html = $html;
	}

	/**
	 * The blocks between two places.
	 *
	 * @param int $from Where they begin, in bytes.
	 * @param int $to   Where they end.
	 * @return array[]
	 */
	public function blocks( $from, $to ) {
		$this->open   = array();
		$this->groups = 0;
		$this->mute   = -1;
		$this->block  = null;
		$this->found  = array();
		$place        = $from;
		preg_match_all( self::TOKEN, substr( $this->html, 0, $to ), $tokens, PREG_SET_ORDER | PREG_OFFSET_CAPTURE, $from );
		foreach ( $tokens as $token ) {
			list( $text, $start ) = $token[0];
			$this->text( $place, $start );
			$place = $start + strlen( $text );
			if ( ! empty( $token[1][0] ) ) { // An element whose content is no HTML, whole.
				$this->opens( strtolower( $token[1][0] ), $text, $start, $place );
				$this->closes( strtolower( $token[1][0] ), $start, $place );
			} elseif ( isset( $token[3] ) && '/' === $token[2][0] ) {
				$this->closes( strtolower( $token[3][0] ), $start, $place );
			} elseif ( isset( $token[3] ) ) {
				$this->opens( strtolower( $token[3][0] ), $token[4][0], $start, $place );
			}
		}
		$this->text( $place, $to );
		$this->ends( $to, $to );
		return $this->found;
	}

	/**
	 * Text.
	 *
	 * @param int $start Where it begins.
	 * @param int $end   Where it ends.
	 */
	private function text( $start, $end ) {
		$text = substr( $this->html, $start, $end - $start );
		if ( '' === trim( $text ) ) {
			return;
		}
		if ( ! $this->block ) {
			$this->begins( NEWSGRID_LOOSE, $start );
		}
		$this->reaches( $end );
		$seen = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		if ( $this->mute < 0 && preg_match( '/[^\s\p{Z}]/u', $seen ) ) {
			$this->block['shows'] = true;
		}
	}

	/**
	 * A start tag.
	 *
	 * @param string $name       The element's name.
	 * @param string $attributes Its attributes.
	 * @param int    $start      Where the tag begins.
	 * @param int    $end        Where it ends.
	 */
	private function opens( $name, $attributes, $start, $end ) {
		if ( self::has( self::ENDS_P, $name ) && in_array( 'p', $this->open, true ) && ! array_intersect( array( 'table', 'button', 'object' ), $this->open ) ) {
			$this->closes( 'p', $start, $start );
		}
		$silent  = self::has( self::SILENT, $name ) || preg_match( '/\shidden(?=[\s=\/]|$)/i', self::bare( $attributes ) );
		$outmost = count( $this->open ) === $this->groups;
		if ( $outmost && ( $silent || ! self::has( self::INLINE, $name ) ) ) {
			$this->ends( $start, $start );
			if ( ! $silent && self::is_group( $attributes ) ) {
				$this->open[] = $name;
				++$this->groups;
				return;
			}
			$this->begins( $name, $start );
			$this->block['inside'] = array( $end, $end );
			$this->block['wraps']  = self::has( self::WRAPS, $name ) && ! self::is_side_by_side( $attributes );
		} elseif ( ! $this->block ) {
			$this->begins( NEWSGRID_LOOSE, $start );
		}
		$this->reaches( $end );
		if ( $silent && $this->mute < 0 ) {
			$this->mute = count( $this->open );
		}
		$parts = NEWSGRID_LOOSE === $this->block['name'] ? '' : self::PARTS;
		if ( $this->mute < 0 && self::has( self::SHOWN . $parts, $name ) ) {
			$this->block['shows'] = true;
		}
		$this->open[] = $name;
		$drawn        = array_intersect( array( 'svg', 'math' ), $this->open );
		if ( self::has( self::VOID, $name ) || ( $drawn && '/' === substr( rtrim( $attributes ), -1 ) ) ) {
			$this->pops( count( $this->open ) - 1, $end, $end );
		}
	}

	/**
	 * An end tag.
	 *
	 * @param string $name  The element's name.
	 * @param int    $start Where the tag begins.
	 * @param int    $end   Where it ends.
	 */
	private function closes( $name, $start, $end ) {
		$places = array_keys( $this->open, $name, true );
		if ( $places ) {
			$this->pops( end( $places ), $start, $end );
		} elseif ( 'p' === $name && $this->block && NEWSGRID_LOOSE === $this->block['name'] && count( $this->open ) === $this->groups ) {
			$this->ends( $start, $start ); // An end without a beginning is an empty paragraph to browsers.
		}
	}

	/**
	 * Closes all elements but so many.
	 *
	 * @param int $left  How many stay open.
	 * @param int $start Where the tag begins that closes them.
	 * @param int $end   Where it ends.
	 */
	private function pops( $left, $start, $end ) {
		$this->open = array_slice( $this->open, 0, $left );
		if ( $this->mute >= $left ) {
			$this->mute = -1;
		}
		$this->reaches( $end );
		if ( $left < $this->groups || ( $left === $this->groups && $this->block && NEWSGRID_LOOSE !== $this->block['name'] ) ) {
			$this->ends( $start, $left < $this->groups ? $start : $end );
			$this->groups = $left;
		}
	}

	/**
	 * A block begins.
	 *
	 * @param string $name  Its name.
	 * @param int    $start Where.
	 */
	private function begins( $name, $start ) {
		$this->block = array(
			'name'   => $name,
			'start'  => $start,
			'end'    => $start,
			'shows'  => false,
			'wraps'  => false,
			'inside' => array( $start, $start ),
		);
	}

	/**
	 * The block goes on.
	 *
	 * @param int $end As far as this.
	 */
	private function reaches( $end ) {
		if ( $this->block ) {
			$this->block['end'] = $end;
		}
	}

	/**
	 * The block ends, if there is one.
	 *
	 * @param int $inside Where what stands in it ends.
	 * @param int $end    Where it does; a block of loose text ends with what was last read of it.
	 */
	private function ends( $inside, $end ) {
		if ( $this->block && $this->block['shows'] ) {
			$loose                    = NEWSGRID_LOOSE === $this->block['name'];
			$this->block['end']       = $loose ? min( $this->block['end'], $inside ) : $end;
			$this->block['inside'][1] = $inside;
			$this->found[]            = $this->block;
		}
		$this->block = null;
		$this->mute  = -1;
	}

	/**
	 * Whether a group is there to hold blocks together: not side by side, and on no ground of its own.
	 *
	 * @param string $attributes An element's attributes.
	 * @return bool
	 */
	private static function is_group( $attributes ) {
		return preg_match( '/\sclass\s*=[^>]*[\s"\']wp-block-group(?:__inner-container)?[\s"\']/i', $attributes )
			&& ! preg_match( '/has-background|has-border-color|is-layout-(?:flex|grid)/i', $attributes );
	}

	/**
	 * Whether what is in an element stands side by side, or in one picture with it.
	 *
	 * @param string $attributes An element's attributes.
	 * @return bool
	 */
	private static function is_side_by_side( $attributes ) {
		return (bool) preg_match( '/is-layout-(?:flex|grid)|wp-block-(?:columns|media-text|cover|gallery|buttons)|\bgallery\b|display\s*:|column/i', $attributes );
	}

	/**
	 * Attributes without their values.
	 *
	 * @param string $attributes Attributes.
	 * @return string
	 */
	private static function bare( $attributes ) {
		return preg_replace( '/=\s*(?:"[^"]*"|\'[^\']*\'|[^\s"\']+)/', '=', $attributes );
	}

	/**
	 * Whether a name is in a list.
	 *
	 * @param string $names Names between spaces.
	 * @param string $name  A name.
	 * @return bool
	 */
	private static function has( $names, $name ) {
		return false !== strpos( $names, " $name " );
	}
}
