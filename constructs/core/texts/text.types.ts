// Texts of a certain form, as the configuration takes them: the tags become its schema. In code they are texts like any other, and the
// constructs check what matters to them.

/**
 * A name of one's own choice. The first character keeps the order of declaration, because JavaScript moves keys that are numbers to the
 * front, and `constructor` is a name that every object of JavaScript has already.
 *
 * @pattern ^(?!constructor$)[a-z][a-z0-9-]{0,31}$
 * @code CONFIG_NAME_FORM
 * @message The name of the {what} has a wrong form.
 * @expected 1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor
 * @fix rename the {what}
 */
export type Name = string;

/**
 * The code of an AWS region.
 *
 * @form ../environments/environment-forms#ENVIRONMENT_FORMS.region
 * @code CONFIG_REGION_FORM
 * @message The value is not an AWS region.
 */
export type RegionCode = string;

/**
 * The name of an S3 bucket.
 *
 * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
 * @code CONFIG_BUCKET_FORM
 * @message The value is not the name of an S3 bucket.
 * @expected 3 to 63 of a-z, 0-9, - and ., starting and ending with a letter or a digit
 * @fix write the bucket's name alone, without s3:// or arn:
 */
export type BucketName = string;

/**
 * A version of Kubernetes, `major.minor`.
 *
 * @pattern ^[0-9]+\.[0-9]+$
 * @code CONFIG_KUBERNETES_VERSION_FORM
 * @message The value is not a Kubernetes version.
 * @expected major and minor version in quotes, such as "1.35"
 * @fix write only these two numbers, with no v before them and no patch version behind
 */
export type KubernetesVersion = string;

/**
 * The name of an add-on, as EKS has it; those of AWS Marketplace have the seller in front, with `_` behind it.
 *
 * @pattern ^(?!constructor$)[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$
 * @code EKS_ADDON_NAME_FORM
 * @message The name of the {what} has a wrong form.
 * @expected letters, digits, - and _, such as external-dns or seller_product
 * @fix take it from `aws eks describe-addon-versions`
 */
export type AddonNameText = string;

/**
 * A length of time with its unit: seconds, minutes, hours or days.
 *
 * @pattern ^[0-9]+ ?(s|min|h|d)$
 * @code CONFIG_DURATION_FORM
 * @message The value is not a length of time.
 * @expected a whole number with s, min, h or d, such as 60 s
 * @fix write the number with its unit, such as 30 s, 5 min or 4 d
 * @unit s
 * @example 60 s
 */
export type Duration = string;

/**
 * A size of storage with its unit, in GiB or TiB.
 *
 * @pattern ^[0-9]+ ?(GB|TB)$
 * @code CONFIG_STORAGE_FORM
 * @message The value is not a size of storage.
 * @expected a whole number with GB or TB, such as 50 GB
 * @fix write the number with its unit, such as 50 GB or 2 TB
 * @unit GB
 * @example 50 GB
 */
export type StorageSize = string;
